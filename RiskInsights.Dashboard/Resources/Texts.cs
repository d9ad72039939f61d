namespace RiskInsights.Dashboard.Resources;

/// <summary>Names the resource files that hold the dashboard's words: Texts.resx (English) and Texts.fr.resx.</summary>
public sealed class Texts;
