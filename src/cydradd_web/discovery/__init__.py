"""How people and programs find and follow what is here: feeds, calendars, the map of the site, likely addresses."""
