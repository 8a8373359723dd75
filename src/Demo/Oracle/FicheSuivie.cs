using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Oracle;

/// <summary>What Parcoursup, the results and the établissement say of a candidate, as the days go by.</summary>
internal sealed class FicheSuivie(Candidat candidat)
{
    private readonly Dictionary<CleVoeu, Reponse> _voeux = [];

    public Candidat Identite { get; private set; } = candidat;

    public string? Resultat { get; private set; }

    /// <summary>What somebody declared: the candidate holds the baccalauréat, or does not.</summary>
    public bool? Declaration { get; private set; }

    public void Suivre(Evenement evenement)
    {
        switch (evenement)
        {
            case Reponse reponse:
                _voeux[reponse.Cle] = reponse;
                break;
            case Disparition disparition:
                var cle = new CleVoeu(disparition.Candidat, disparition.Formation, disparition.Internat);
                _voeux[cle] = _voeux[cle] with { Situation = 3 };
                break;
            case Correction correction:
                Identite = Identite with { Nom = correction.Nom, Prenom = correction.Prenom };
                break;
            case NouveauCourriel courriel:
                Identite = Identite with { Mail = courriel.Mail };
                break;
            case IdentiteCorrigee corrigee:
                Identite = Identite with { DateNaissance = corrigee.Naissance, Ine = corrigee.Ine };
                break;
            case ResultatBac resultat:
                Resultat = resultat.Resultat;
                break;
            case Declaration declaration:
                Declaration = declaration.Titulaire;
                break;
        }
    }

    public IEnumerable<Reponse> Voeux(Etablissement etablissement) =>
        _voeux.Values.Where(v => Formations.De(v.Formation).Etablissement == etablissement);

    /// <summary>Accepted, be it that other wishes still wait.</summary>
    public IEnumerable<Reponse> Acceptes(Etablissement etablissement) => Voeux(etablissement).Where(v => v.Situation is 1 or 2);

    /// <summary>A failure counts from the day after the publication.</summary>
    public bool EstRefuse(DateOnly jour) => Resultat == "REFUSE" && jour > Campagne.Publication;
}
