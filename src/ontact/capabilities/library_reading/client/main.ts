/** Pages of the libraries: only their look; everything works without scripts. */
import "./reading.css";
