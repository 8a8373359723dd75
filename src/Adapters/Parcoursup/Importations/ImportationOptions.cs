using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>Section <c>Importations</c> of the settings.</summary>
internal sealed record ImportationOptions
{
    public const string Section = "Importations";
    public const int MostDays = 365;

    /// <summary>How many days after its deposit a file that nobody has confirmed is dropped. Machine time.</summary>
    public int JoursSansConfirmation { get; init; } = 7;

    /// <summary>What is wrong with it, in French.</summary>
    public static IReadOnlyList<string> Errors(IConfiguration configuration)
    {
        var errors = new List<string>();
        if (SettingsReading.Read<ImportationOptions>(configuration, Section, errors) is { JoursSansConfirmation: < 1 or > MostDays })
            errors.Add($"{Section}:{nameof(JoursSansConfirmation)} : de 1 à {MostDays} jours.");
        return errors;
    }
}
