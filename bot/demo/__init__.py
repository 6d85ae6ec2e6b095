"""The bot in a simulated Discord (simcord), in your browser: the world, the small web server around it, the page.
Nothing about coaching or commands lives here, and nothing outside this folder may import simcord."""
