@org.jspecify.annotations.NullMarked
package farm.vidstyle.local.deployment;
