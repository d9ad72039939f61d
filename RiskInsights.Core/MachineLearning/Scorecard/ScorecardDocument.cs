using RiskInsights.Core.MachineLearning.Binning;
using RiskInsights.Core.MachineLearning.Linear;
using static RiskInsights.Core.MachineLearning.ModelDocument;

namespace RiskInsights.Core.MachineLearning.Scorecard;

/// <summary>A <see cref="ScorecardModel"/> as stored. Points are not: they follow from the rest.</summary>
internal sealed record ScorecardDocument(
    FeatureColumnDocument[] Columns,
    ScorecardFeatureDocument[] Features,
    double Intercept,
    ScorecardScaling Scaling,
    LogisticRegressionSummary Summary)
{
    public static ScorecardDocument From(ScorecardModel model) => new(
        FeatureColumnDocument.From(model.Columns),
        [.. model.Features.Select(feature => new ScorecardFeatureDocument(
            feature.Binning.Trend, [.. feature.Binning.Bins], feature.Exclusion, feature.Coefficient, feature.StandardError))],
        model.Intercept, model.Scaling, model.Summary);

    public ScorecardModel ToModel()
    {
        try
        {
            var columns = FeatureColumnDocument.ToColumns(Columns);
            Expect(columns.Length > 0 && Features.Length == columns.Length, "has not the bins of each column");
            Expect(double.IsFinite(Intercept), "has an infinite intercept");
            Scaling.Validate();
            var features = columns.Zip(Features, (column, feature) => feature.ToFeature(column)).ToArray();
            Expect(Array.Exists(features, feature => feature.Exclusion is null), "has no column in the card");
            return new ScorecardModel(features, Intercept, Scaling, Summary);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidModelException("The model's columns, bins or scaling are not valid.", exception);
        }
    }
}

/// <summary>One column's bins and coefficient as stored.</summary>
internal sealed record ScorecardFeatureDocument(
    BadRateTrend? Trend, Bin[] Bins, ScorecardExclusion? Exclusion, double Coefficient, double? StandardError)
{
    public ScorecardFeature ToFeature(FeatureColumn column)
    {
        foreach (var bin in Bins)
        {
            Expect(bin is not null && bin.Rows >= 0 && bin.Bads >= 0 && bin.Bads <= bin.Rows, $"has a bin of '{column.Name}' with impossible counts");
            Expect(double.IsFinite(bin.Woe) && bin.InformationValue >= 0 && double.IsFinite(bin.InformationValue), $"has a bin of '{column.Name}' whose numbers are out of range");
        }
        Expect(double.IsFinite(Coefficient) && StandardError is null or (>= 0 and < double.PositiveInfinity), $"has a coefficient of '{column.Name}' that is out of range");
        return new ScorecardFeature(new BinnedColumn(column, Trend, Bins), Exclusion, Coefficient, StandardError);
    }
}
