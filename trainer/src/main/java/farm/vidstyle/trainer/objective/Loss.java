package farm.vidstyle.trainer.objective;

/** The losses, by the names under which the reference logs them. */
public enum Loss {
    RECONSTRUCTION("rl_loss"),
    DIRECTIONAL("clip_loss"),
    LATENT("l2_latent_loss"),
    STRUCTURE("structure_loss"),
    STYLE("style_loss"),
    CONSISTENCY("consistency_loss");

    private final String label;

    Loss(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
