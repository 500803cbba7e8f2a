"""Exports: a reading as others' programs take it."""

from sayso.exports.json_lines import SCHEMA, json_line

__all__ = ["SCHEMA", "json_line"]
