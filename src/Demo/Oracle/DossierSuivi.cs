using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Oracle;

/// <summary>A candidate as the oracle follows him or her: answers, result, and the VETs that Apogée has heard of.</summary>
internal sealed class DossierSuivi(Candidat candidat)
{
    private readonly Dictionary<CleVoeu, (int Situation, int Amenagement)> _voeux = [];
    private readonly HashSet<(string, string, int)> _entendues = [];
    private bool _estNomme = candidat is { Nom.Length: > 0, Prenom.Length: > 0 };
    private string? _resultat;

    public void Suivre(Evenement evenement)
    {
        switch (evenement)
        {
            case Reponse reponse:
                _voeux[reponse.Cle] = (reponse.Situation, reponse.Amenagement);
                break;
            case Disparition disparition:
                var cle = new CleVoeu(disparition.Candidat, disparition.Formation, disparition.Internat);
                _voeux[cle] = (3, _voeux[cle].Amenagement);
                break;
            case Correction correction:
                _estNomme = correction is { Nom.Length: > 0, Prenom.Length: > 0 };
                break;
            case ResultatBac resultat:
                _resultat = resultat.Resultat;
                break;
        }
    }

    /// <summary>The OPI of the evening of that day; null when Apogée has nothing to know.</summary>
    public IReadOnlyList<VoeuAttendu>? Opi(DateOnly jour)
    {
        if (!_estNomme)
            return null;

        var soutenues = Soutenues(jour).ToList();
        foreach (var vet in soutenues)
            _entendues.Add((vet.CodCge, vet.CodEtp, vet.CodVrsVet));
        if (_entendues.Count == 0)
            return null;

        var abandonnees = _entendues
            .Where(e => !soutenues.Exists(s => (s.CodCge, s.CodEtp, s.CodVrsVet) == e))
            .Select(e => new VoeuAttendu(e.Item1, e.Item2, e.Item3, "D"));
        return [.. soutenues.Concat(abandonnees).OrderBy(v => v.CodEtp, StringComparer.Ordinal)];
    }

    /// <summary>Seed 001: until the day of publication everybody accepted is favourable; from the next day on a failure is not.</summary>
    private IEnumerable<VoeuAttendu> Soutenues(DateOnly jour)
    {
        if (_resultat == "REFUSE" && jour > Campagne.Publication)
            return [];

        return _voeux
            .Where(v => v.Value.Situation is 1 or 2)
            .Select(v => (v.Value.Amenagement, Vet: Formations.De(v.Key.Formation).VetPour(v.Value.Amenagement)))
            .Where(v => v.Vet is not null)
            .Select(v => v.Amenagement == 0
                ? new VoeuAttendu(v.Vet!.CodCge, v.Vet.CodEtp, v.Vet.CodVrsVet, "F")
                : new VoeuAttendu(v.Vet!.CodCge, v.Vet.CodEtp, v.Vet.CodVrsVet, "S", v.Vet.CodCatOuiSi, v.Vet.MtfCat))
            .Distinct();
    }
}
