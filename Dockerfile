# Build with the SDK and Node.js, run on the small ASP.NET image as a user without rights. .ci/prove-publish does the same without
# a container engine. Run it with a read-only root and what it writes in two places, /data and a little /tmp:
#   docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges -v risk:/data -p 127.0.0.1:8000:8000 riskinsights
FROM node:22-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s /usr/local/lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY .config .config
COPY RiskInsights.Core RiskInsights.Core
COPY RiskInsights.Dashboard RiskInsights.Dashboard
RUN CI=true dotnet publish RiskInsights.Dashboard --configuration Release --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# A new named volume takes the owner from here; a folder of the host has to be given to the user.
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["dotnet", "RiskInsights.Dashboard.dll", "health"]
ENTRYPOINT ["dotnet", "RiskInsights.Dashboard.dll"]
CMD ["serve", "--data", "/data", "--urls", "http://0.0.0.0:8000"]
