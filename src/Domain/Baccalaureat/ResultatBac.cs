namespace Parcoursup.Gateway.Domain.Baccalaureat;

/// <summary>Outcome of the baccalauréat (contract §7).</summary>
public enum IssueBac
{
    Admis,
    Refuse,
    Rattrapage,
}

/// <summary>A result with its date and its place in the journal.</summary>
public sealed record ResultatBac(IssueBac Issue, DateOnly Date, long Ordre)
{
    /// <summary>
    /// Rule B5: the later date wins, then a final result over the rattrapage, then the journal's order.
    /// </summary>
    public bool Replaces(ResultatBac? current)
    {
        if (current is null) return true;
        if (Date != current.Date) return Date > current.Date;
        if (IsFinal != current.IsFinal) return IsFinal;
        return Ordre >= current.Ordre;
    }

    /// <summary>The result that counts among those known under the file number and under the INE.</summary>
    public static ResultatBac? Latest(params ReadOnlySpan<ResultatBac?> results)
    {
        ResultatBac? latest = null;
        foreach (var result in results)
            if (result is not null && result.Replaces(latest))
                latest = result;
        return latest;
    }

    private bool IsFinal => Issue != IssueBac.Rattrapage;
}
