using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Simulators.Catalogue;

/// <summary>The formations that Parcoursup holds, the refusals that were ordered, and its return flow.</summary>
internal sealed class CatalogueState(CatalogueOptions options)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, FormationTenue> _formations = [];
    private readonly Dictionary<string, string> _refus = new(StringComparer.Ordinal);
    private readonly List<JsonNode> _lignes = [];
    private int _prochain = options.PremierGTaCod;

    /// <summary>The formation is refused from now on, with this message or that of this scenario; null: no more.</summary>
    public void Refuser(string rco, string? motif)
    {
        lock (_lock)
            if (motif is null) _refus.Remove(rco);
            else _refus[rco] = motif;
    }

    /// <summary>Creates, or tells the id that the key has already.</summary>
    public (FormationTenue? Tenue, bool Deja, string? Refus) Creer(FormationRecue recue)
    {
        lock (_lock)
        {
            if (Refus(recue) is { } refus) return (null, false, refus);
            if (_formations.Values.FirstOrDefault(f => f.Contenu.Rco == recue.Rco) is not { } tenue)
                return (Garder(new FormationTenue(_prochain++, recue, 1, FormationTenue.Rien)), false, null);
            if (tenue.Contenu.Uai != recue.Uai)
                return (null, false, $"Le code RCO {recue.Rco} existe dejà sur un autre établissement {tenue.Contenu.Uai}");
            return (Garder(tenue with { Contenu = recue, Envois = tenue.Envois + 1 }), true, null);
        }
    }

    /// <summary>Updates the formation of this id.</summary>
    public (FormationTenue? Tenue, bool Deja, string? Refus) Modifier(FormationRecue recue)
    {
        lock (_lock)
        {
            if (Refus(recue) is { } refus) return (null, false, refus);
            if (recue.GTaCod is not { } code || !_formations.TryGetValue(code, out var tenue))
                return (null, false, MotifsRefus.Tous["inaccessible"](recue));
            if (tenue.Statut == FormationTenue.Fermee) return (null, false, MotifsRefus.Tous["fermee"](recue));
            if (tenue.Contenu.Uai.Length > 0 && tenue.Contenu.Uai != recue.Uai)
                return (null, false, "Mise à jour Impossible : Cette formation n'est plus sur l'UAI "
                    + $"{recue.Uai}, mais sur l'UAI {tenue.Contenu.Uai}");
            return (Garder(tenue with { Contenu = recue, Envois = tenue.Envois + 1, Statut = FormationTenue.Rien }), true, null);
        }
    }

    /// <summary>Somebody of Parcoursup changes what becomes of a formation; false when there is none of this id.</summary>
    public bool Marquer(int gTaCod, string statut)
    {
        lock (_lock)
        {
            if (!_formations.TryGetValue(gTaCod, out var tenue)) return false;
            Garder(tenue with { Statut = statut });
            return true;
        }
    }

    /// <summary>Somebody of Parcoursup writes the key at a formation that Parcoursup had by itself; returns its id.</summary>
    public int Rattacher(string rco, int? gTaCod)
    {
        lock (_lock)
        {
            var code = gTaCod ?? _prochain++;
            Garder(new FormationTenue(code, new FormationRecue(rco, code, "", "", "", "", ""), 0, FormationTenue.Rattachee));
            return code;
        }
    }

    /// <summary>What the return flow has beside the formations: anything that a test wants.</summary>
    public void Ajouter(IEnumerable<JsonNode?> lignes)
    {
        lock (_lock)
            _lignes.AddRange(lignes.Select(l => l!.DeepClone()));
    }

    public JsonArray Retour()
    {
        lock (_lock)
        {
            var retour = new JsonArray([.. _formations.Values.Select(f => (JsonNode)f.Retour()), .. _lignes.Select(l => l.DeepClone())]);
            // Told once: then Parcoursup has no formation of this id any more.
            foreach (var supprimee in _formations.Values.Where(f => f.Statut == FormationTenue.Supprimee).ToList())
                _formations.Remove(supprimee.GTaCod);
            return retour;
        }
    }

    public JsonArray Describe()
    {
        lock (_lock)
            return new JsonArray([.. _formations.Values.Select(f => (JsonNode)f.Etat())]);
    }

    private string? Refus(FormationRecue recue)
    {
        if (_refus.TryGetValue(recue.Rco, out var motif)) return MotifsRefus.Tous.TryGetValue(motif, out var dire) ? dire(recue) : motif;
        if (recue.Uai.Length == 0) return MotifsRefus.Tous["codeEtablissement"](recue);
        if (options.Uais.Count > 0 && !options.Uais.Contains(recue.Uai)) return MotifsRefus.Tous["etablissementInconnu"](recue);
        return recue.Cfd.Length == 0 && recue.Rncp.Length == 0 ? MotifsRefus.Tous["filiere"](recue) : null;
    }

    private FormationTenue Garder(FormationTenue formation) => _formations[formation.GTaCod] = formation;
}
