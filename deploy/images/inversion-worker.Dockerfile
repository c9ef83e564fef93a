# inversion-worker, from the repository root: docker build -f deploy/images/inversion-worker.Dockerfile -t vidstyle/inversion-worker .
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -Dquick -DskipTests -pl inversion-worker -am package dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/app/lib \
 && cp inversion-worker/target/inversion-worker-*.jar /app/lib/

FROM eclipse-temurin:17-jre
RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --create-home vidstyle
COPY --from=build /app/lib /app/lib
USER 10001
ENV DJL_OFFLINE=true THP_MEM_ALLOC_ENABLE=1 MALLOC_ARENA_MAX=1 MKL_CBWR=AUTO \
    MALLOC_MMAP_THRESHOLD_=1073741824 MALLOC_TRIM_THRESHOLD_=1073741824
EXPOSE 9090
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=25", "-Dai.djl.offline=true", "-cp", "/app/lib/*", "farm.vidstyle.inversion.Main"]
