/**
 * Explicit Runge-Kutta solvers: an ODE function and a state at one time become states at any other times.
 *
 * <p>A method is its {@link farm.vidstyle.networks.ode.Tableau}; stepping, step control and dense output exist once, in
 * {@link farm.vidstyle.networks.ode.OdeSolver}. Steps never end on a requested time: the state there is interpolated, so a
 * state does not depend on which other times were asked for. Everything is float64 because errors add up over the
 * steps, and everything is differentiable by plain back-propagation. Shapes: a state {@code y} has any shape; {@code K}
 * is the number of stages.
 */
@NullMarked
package farm.vidstyle.networks.ode;

import org.jspecify.annotations.NullMarked;
