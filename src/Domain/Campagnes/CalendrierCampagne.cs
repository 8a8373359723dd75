using System.Text.Json.Serialization;

namespace Parcoursup.Gateway.Domain.Campagnes;

/// <summary>
/// The dated calendar of one session: data that an administrator enters, never code. Days are days of Paris.
/// </summary>
public sealed record CalendrierCampagne
{
    /// <summary>Campaign year, for instance 2026 for those who enter in September 2026.</summary>
    public int Session { get; init; }

    /// <summary>First day on which candidates answer proposals.</summary>
    public DateOnly DebutAdmission { get; init; }

    /// <summary>Day on which the results of the baccalauréat are published; failures count from the day after (rule C1).</summary>
    public DateOnly PublicationResultatsBac { get; init; }

    /// <summary>Day of the results of the second group of tests (rattrapage).</summary>
    public DateOnly? ResultatsRattrapage { get; init; }

    /// <summary>First day of the school year.</summary>
    public DateOnly? Rentree { get; init; }

    /// <summary>Last day of the campaign.</summary>
    public DateOnly? Fin { get; init; }

    /// <summary>How many months its personal data are kept after it was closed (rule J5); null: as the gateway's settings say.</summary>
    public int? ConservationMois { get; init; }

    /// <summary>First day on which a failure at the baccalauréat makes a wish unfavourable (seed 001 §I.B).</summary>
    [JsonIgnore]
    public DateOnly PremierJourDefavorable =>
        PublicationResultatsBac == DateOnly.MaxValue ? DateOnly.MaxValue : PublicationResultatsBac.AddDays(1);
}
