@org.jspecify.annotations.NullMarked
package farm.vidstyle.worker.service;
