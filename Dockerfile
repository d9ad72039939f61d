# Build with the SDK and Node.js, run on the small ASP.NET image as a user without rights.
FROM node:20-bookworm-slim AS node

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
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["dotnet", "RiskInsights.Dashboard.dll", "health"]
ENTRYPOINT ["dotnet", "RiskInsights.Dashboard.dll", "serve", "--data", "/data", "--urls", "http://0.0.0.0:8000"]
