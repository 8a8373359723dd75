namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>An entry of an answer; one that cannot be read still says whose it is.</summary>
internal sealed record Entree(Enonce Enonce, bool Illisible);

/// <summary>The answer to a pull, as it was when the request left.</summary>
/// <param name="Dossier">0 for a full pull.</param>
internal sealed record Liste(int Dossier, IReadOnlyList<Entree> Entrees);

/// <summary>What Parcoursup holds: the list that it answers with.</summary>
internal sealed class Monde
{
    private readonly SortedDictionary<(int Dossier, int Formation), Enonce> _liste = [];
    private readonly Dictionary<int, int> _identites = [];

    public void Prendre(Enonce enonce)
    {
        if (enonce.Situation < 0)
        {
            _liste.Remove((enonce.Dossier, enonce.Formation));
            return;
        }

        _liste[(enonce.Dossier, enonce.Formation)] = enonce;
        _identites[enonce.Dossier] = enonce.Identite;
    }

    /// <summary>A person has one identity, in all entries of a list.</summary>
    public Liste Repondre(int dossier, Operation.Recuperer? bruit) => new(dossier,
        bruit is { Vide: true } ? [] :
        [
            .. _liste.Values.Where(e => (dossier == 0 || e.Dossier == dossier) && (bruit is null || e.Formation != bruit.SansFormation))
                .Select(e => new Entree(e with { Identite = _identites[e.Dossier] }, e.Dossier == bruit?.Illisible)),
        ]);
}
