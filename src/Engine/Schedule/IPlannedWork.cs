using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Schedule;

/// <summary>A moment of business time for which work was planned.</summary>
public sealed record Occurrence(DateTimeOffset Instant)
{
    /// <summary>The person who starts it without waiting for its hour; null when its hour does.</summary>
    public string? Demandeur { get; init; }

    /// <summary>By whom work of this occurrence was started, as reports say it.</summary>
    public string Par => Demandeur ?? string.Create(
        CultureInfo.InvariantCulture, $"planification ({Paris.At(Instant):yyyy-MM-dd HH:mm})");

    public DateOnly Jour => DateOnly.FromDateTime(Paris.At(Instant).DateTime);
}

/// <summary>How planned work ended.</summary>
/// <param name="Message">What it did, or why it did not, in French and without any personal data.</param>
public sealed record FinTravail(bool Reussi, string? Message)
{
    public static readonly FinTravail Fait = new(true, null);
}

/// <summary>What every planned work says of itself.</summary>
public interface ITravail
{
    /// <summary>Its name among the occurrences that were taken: it is stored, and never changes.</summary>
    string Name { get; }

    /// <summary>As people call it.</summary>
    string EnClair => Name;

    /// <summary>What does not happen while it is paused, as a French sentence.</summary>
    string EnPause => "Il ne se fait plus de lui-même.";

    /// <summary>How long it may take: what is not over then is told to somebody.</summary>
    TimeSpan Fenetre => TimeSpan.FromHours(2);

    /// <summary>What became of what was started; null while it is under way.</summary>
    /// <param name="commence">By the machine's clock.</param>
    Task<FinTravail?> FinAsync(string etablissement, Occurrence due, DateTimeOffset commence, CancellationToken ct) =>
        Task.FromResult<FinTravail?>(FinTravail.Fait);
}

/// <summary>Work that établissements plan; registered by whoever does it.</summary>
public interface IPlannedWork : ITravail
{
    /// <summary>Of several that are due at once, the lowest is started first.</summary>
    int Order { get; }

    /// <summary>When, in business time; null when this établissement has no such work.</summary>
    string? CronOf(EtablissementModel etablissement);

    /// <summary>Starts it, in the transaction that takes the occurrence: both happen, once, or neither.</summary>
    Task StartAsync(WriteSession session, EtablissementModel etablissement, Occurrence due, CancellationToken ct);
}
