# ingest-service, from the repository root: docker build -f deploy/images/ingest-service.Dockerfile -t vidstyle/ingest-service .
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -Dquick -DskipTests -pl ingest-service -am package dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/app/lib \
 && cp ingest-service/target/ingest-service-*.jar /app/lib/

FROM eclipse-temurin:17-jre
RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --create-home vidstyle
COPY --from=build /app/lib /app/lib
USER 10001
ENV DJL_OFFLINE=true THP_MEM_ALLOC_ENABLE=1 MALLOC_ARENA_MAX=2
EXPOSE 8080 9090
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-Dai.djl.offline=true", "-cp", "/app/lib/*", "farm.vidstyle.ingest.Main"]
