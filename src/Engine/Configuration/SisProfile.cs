namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>A student information system and what the engine must know of it; its module registers it.</summary>
public sealed record SisProfile(Sis Sis)
{
    /// <summary>The system of an établissement whose document names none.</summary>
    public bool IsDefault { get; init; }

    /// <summary>A wish is favourable only with a VET to enrol in.</summary>
    public bool NeedsVet { get; init; }

    /// <summary>
    /// Rule F5: what the system validates or cancels waits for no run. The module hastens what it takes, with
    /// <c>LivraisonBook.HastenAsync</c>; by this, what changes while a report is under way follows it at once.
    /// </summary>
    public bool ReportsAtOnce { get; init; }

    /// <summary>Rule F4: what it should hold of a candidate depends on his enrolments at other établissements.</summary>
    public bool FollowsElsewhere { get; init; }
}

/// <summary>The systems that this gateway speaks to.</summary>
public sealed class SisProfiles(IEnumerable<SisProfile> profiles)
{
    private readonly IReadOnlyList<SisProfile> _all = [.. profiles];

    public IReadOnlyList<SisProfile> Tous => _all;

    public SisProfile Default => _all.Single(p => p.IsDefault);

    public SisProfile Of(Sis sis) => _all.First(p => p.Sis == sis);

    public SisProfile? Find(string code) => _all.FirstOrDefault(p => p.Sis.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
}
