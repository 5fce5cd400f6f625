"""Page -> Article: what is the article on a page, and when was it published."""
