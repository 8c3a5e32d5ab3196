"""The door for staff and auditors: one file per command, between the reader and the rendering."""
