"""Offers: lists issued to buyers, frozen as they were, revision by revision."""
