namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>Settings: how the folders of Scolarix's daily files are watched.</summary>
internal sealed record VeilleOptions
{
    public const string Section = "Scolarix:Retour";

    /// <summary>How long a file must have stayed as it is before it is taken: longer than its writer ever pauses.</summary>
    public int SilenceSecondes { get; init; } = 15;

    /// <summary>How long a file that was taken is still looked at, in case its writer goes on.</summary>
    public int SuiviMinutes { get; init; } = 60;

    /// <summary>From which age on a file of another name is told.</summary>
    public int AgeIgnoreMinutes { get; init; } = 5;

    public TimeSpan Silence => TimeSpan.FromSeconds(SilenceSecondes);
    public TimeSpan Suivi => TimeSpan.FromMinutes(SuiviMinutes);
    public TimeSpan AgeIgnore => TimeSpan.FromMinutes(AgeIgnoreMinutes);
}
