"""The matrix of certificates: suppliers or products in rows, types in columns."""
