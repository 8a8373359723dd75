using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>
/// Rule C7: whoever stands in a list is present, also when his entry cannot be read. As far as anything in it says whose it is,
/// his wishes are not absent; else the whole formation that it names may be.
/// </summary>
internal sealed class PresentsIllisibles
{
    private readonly HashSet<(int CodeCandidat, int? Formation)> _known = [];
    private readonly HashSet<(int CodeCandidat, int Formation)> _entrees = [];
    private readonly HashSet<int> _formations = [];

    /// <summary>At least one entry could be anybody's: nobody is absent.</summary>
    public bool PeutEtreQuiconque { get; private set; }

    public static async Task<PresentsIllisibles> OfAsync(
        WriteSession session, string etablissement, IReadOnlyCollection<CandidatIncomplet> unreadable, CancellationToken ct)
    {
        var all = new PresentsIllisibles();
        foreach (var entry in unreadable)
        {
            var codes = entry.CodeCandidat is { } code ? [code] : await OfIneAsync(session, etablissement, entry.Ine, ct);
            if (codes.Count > 0)
            {
                all._known.UnionWith(codes.Select(c => (c, entry.CodeFormation)));
                if (entry.CodeFormation is { } named) all._entrees.Add((codes[0], named));
            }
            else if (entry.CodeFormation is { } formation) all._formations.Add(formation);
            else all.PeutEtreQuiconque = true;
        }

        return all;
    }

    /// <summary>An entry is of this wish's candidate.</summary>
    public bool Names(VoeuKey key) =>
        _known.Contains((key.CodeCandidat, key.CodeFormationPsup)) || _known.Contains((key.CodeCandidat, null));

    /// <summary>The formations of the entries that neither the list names readably nor these wishes stand for, once for each.</summary>
    public IEnumerable<int> Autres(IEnumerable<VoeuKey> readable, IEnumerable<VoeuKey> standing) => _entrees
        .Except(readable.Concat(standing).Select(k => (k.CodeCandidat, Formation: k.CodeFormationPsup))).Select(e => e.Formation);

    /// <summary>An entry that nothing else is known of is of this formation.</summary>
    public bool MayBeIn(int formation) => _formations.Contains(formation);

    private static async Task<IReadOnlyList<int>> OfIneAsync(
        WriteSession session, string etablissement, string? ine, CancellationToken ct) =>
        ine is null ? [] : await session.QueryAsync<int>(
            "SELECT DISTINCT code_candidat FROM candidat WHERE etablissement = @etablissement AND ine IN @ines",
            new { etablissement, ines = await session.FormsAsync(etablissement, [ine], ct) }, ct);
}
