package farm.vidstyle.networks.stylegan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;

/** What the synthesis has come to: features [N, C, H, W], and the picture [N, 3, H, W], none before the first layer of colours. */
record Canvas(NDArray features, NDList picture) {
    Canvas withFeatures(NDArray y) {
        return new Canvas(y, picture);
    }

    Canvas withPicture(NDArray y) {
        return new Canvas(features, new NDList(y));
    }

    /** Of some of the images. */
    Canvas get(NDIndex images) {
        return new Canvas(
                features.get(images), new NDList(picture.singletonOrThrow().get(images)));
    }

    /** Frees what is no longer part of it; at 1024 pixels the features of all layers together do not fit. */
    void closeBut(Canvas next) {
        if (features != next.features) {
            features.close();
        }
        // by identity: arrays are equal by content, which would be looked at, and NaN is not even equal to itself
        picture.stream()
                .filter(array -> next.picture.stream().noneMatch(other -> other == array))
                .forEach(NDArray::close);
    }
}
