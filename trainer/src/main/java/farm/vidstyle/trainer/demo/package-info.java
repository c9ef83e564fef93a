/**
 * The recipe of the demo model, stage by stage, and the bundle that it made. An autoencoder through W+ comes first, a small CLIP second,
 * VidStyleODE on their codes third, its parts first one by one: what tokens mean is decided beforehand, each tells the pose where it shows. Every
 * stage leaves a snapshot, so that a stopped recipe goes on where it was.
 * {@link farm.vidstyle.trainer.demo.DemoRecipe} makes a bundle, {@link farm.vidstyle.trainer.demo.DemoBundle} hands out the shipped one.
 */
@NullMarked
package farm.vidstyle.trainer.demo;

import org.jspecify.annotations.NullMarked;
