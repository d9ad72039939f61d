var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
await app.RunAsync();

/// <summary>The program: dashboard and command line.</summary>
public sealed partial class Program;
