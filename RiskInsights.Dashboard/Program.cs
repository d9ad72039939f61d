using RiskInsights.Dashboard.Components;

// The content root is where the program lies, so that it runs the same from any directory.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
builder.Services.AddDashboardComponents();

var app = builder.Build();
app.MapDashboardComponents();
await app.RunAsync();

/// <summary>The program: dashboard and command line.</summary>
public sealed partial class Program;
