using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Schedule;

/// <summary>A moment of business time for which work was planned.</summary>
public sealed record Occurrence(DateTimeOffset Instant)
{
    /// <summary>By whom work of this occurrence was started, as reports say it.</summary>
    public string Par => string.Create(CultureInfo.InvariantCulture, $"planification ({Paris.At(Instant):yyyy-MM-dd HH:mm})");

    public DateOnly Jour => DateOnly.FromDateTime(Paris.At(Instant).DateTime);
}

/// <summary>Work that établissements plan; registered by whoever does it.</summary>
public interface IPlannedWork
{
    /// <summary>Its name among the occurrences that were taken: it is stored, and never changes.</summary>
    string Name { get; }

    /// <summary>Of several that are due at once, the lowest is started first.</summary>
    int Order { get; }

    /// <summary>When, in business time; null when this établissement has no such work.</summary>
    string? CronOf(EtablissementModel etablissement);

    /// <summary>Starts it, in the transaction that takes the occurrence: both happen, once, or neither.</summary>
    Task StartAsync(WriteSession session, EtablissementModel etablissement, Occurrence due, CancellationToken ct);
}
