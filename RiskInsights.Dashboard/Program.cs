using RiskInsights.Dashboard.Commands;

return await CommandLine.RunAsync(args);
