using System.Globalization;
using System.Text;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Scorecard;
using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Endpoints;

/// <summary>
/// <c>/downloads/models/{model}/{version}.json</c>: a version as it is stored, the scorecard's own JSON or that of XGBoost; and
/// <c>.sql</c>: a scorecard as a query over a table of its inputs. Nothing is given out whose signature does not fit.
/// </summary>
internal static class ModelDownloads
{
    public static void MapModels(this WebApplication app)
    {
        app.MapGet("/downloads/models/{model}/{version:int}.json", (string model, int version, ModelRecipes recipes, ModelVersions versions, CancellationToken cancellation) =>
            AnswerAsync(model, version, recipes, versions, (recipe, stored, artefact) => Results.File(artefact, "application/json", FileName(recipe, stored, "json")), cancellation));
        app.MapGet("/downloads/models/{model}/{version:int}.sql", (string model, int version, ModelRecipes recipes, ModelVersions versions, CancellationToken cancellation) =>
            AnswerAsync(model, version, recipes, versions, Sql, cancellation));
    }

    private static async Task<IResult> AnswerAsync(
        string model, int version, ModelRecipes recipes, ModelVersions versions, Func<ModelRecipe, ModelVersion, byte[], IResult> answer, CancellationToken cancellation)
    {
        if (recipes.Find(model) is not { } recipe)
            return Missing($"There is no model {model}.");
        if ((await versions.ListAsync(recipe.Name, cancellation)).FirstOrDefault(v => v.Version == version) is not { } stored)
            return Missing(string.Create(CultureInfo.InvariantCulture, $"There is no version {version} of model {recipe.Name}."));
        try
        {
            return answer(recipe, stored, await versions.ArtefactAsync(recipe.Name, version, cancellation));
        }
        catch (Exception error) when (error is WarehouseException or InvalidModelException)
        {
            return Results.Problem(error.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static IResult Sql(ModelRecipe recipe, ModelVersion stored, byte[] artefact)
    {
        if (recipe.Algorithm(stored.Algorithm).Read(recipe, artefact) is not ScorecardClientModel scorecard)
            return Missing(string.Create(CultureInfo.InvariantCulture, $"Version {stored.Version} of model {recipe.Name} is no scorecard: only a scorecard can be written as SQL. Take its JSON."));
        var sql = string.Create(CultureInfo.InvariantCulture, $"""
            -- Scorecard {recipe.Name} v{stored.Version}, trained {stored.TrainedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC. Training data {stored.DataFingerprint}.
            -- Reads the table {recipe.InputsTable}: client_id and one column for each input, in the input's unit; NULL is unknown.
            -- The export of that name is such a table.
            -- score: points, higher is safer; probability: of label 1 within 90 days.
            {new ScorecardSql(scorecard.Card).SelectFromTable(recipe.InputsTable, "client_id")};

            """);
        return Results.File(Encoding.UTF8.GetBytes(sql), "application/sql; charset=utf-8", FileName(recipe, stored, "sql"));
    }

    private static IResult Missing(string reason) => Results.Problem(reason, statusCode: StatusCodes.Status404NotFound);

    private static string FileName(ModelRecipe recipe, ModelVersion stored, string ending) =>
        string.Create(CultureInfo.InvariantCulture, $"{recipe.Name}_v{stored.Version}.{ending}");
}
