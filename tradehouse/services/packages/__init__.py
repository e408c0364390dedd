"""Packages between catalogues: records with their photos and scans, known by uid, merged by their histories."""
