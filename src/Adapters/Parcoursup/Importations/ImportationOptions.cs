namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>Section <c>Importations</c> of the settings.</summary>
internal sealed record ImportationOptions
{
    public const string Section = "Importations";
    public const int MostDays = 365;

    /// <summary>How many days after its deposit a file that nobody has confirmed is dropped. Machine time.</summary>
    public int JoursSansConfirmation { get; init; } = 7;
}
