using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Tests.Adapters.Fregata;

internal static class Samples
{
    public static readonly Candidat Candidat = new()
    {
        Session = 2026, CodeCandidat = 17, Ine = "123456789AB", Sexe = "F", Nom = "Lefèvre", Prenom = "Zoé", DateNaissance = new DateOnly(2008, 2, 28),
        CodeCommuneNaissance = "73065", CodePaysNaissance = "FR", CodePaysNationalite = "99100", Mail = "zoe@example.org", TelMobile = "0600000000", TelFixe = " ",
        Adresse = new Adresse { Ligne1 = "1 rue de l'Église", CodePostal = "73000", LibelleCommune = "Chambéry", CodePays = "FR" },
        CodeEtablissementSco = "0730016W", Bac = new InscriptionBac { Annee = 2026, Mois = 6, Serie = "STAV" },
        ResponsablesLegaux = [new ResponsableLegal { Nom = "Lefèvre", Prenom = "Paul", Tel = "0611111111" }],
    };

    public static readonly Voeu Voeu = new()
    {
        Key = new VoeuKey(2026, 17, 8842, false), CodeSituation = Situation.Acceptee, DateReponse = new DateTime(2026, 6, 4, 19, 42, 0, DateTimeKind.Unspecified),
        LibelleFormation = "BTSA Productions animales",
    };

    public static readonly FormationMapping Formation = new()
    {
        CodeFormationPsup = 8842, Libelle = "BTSA PA",
        Fregata = new CibleFregata { Mef = "32721401421", LibelleMef = "1BTSA PA", Regime = "DemiPensionnaire", RegimeInternat = "Interne", Division = "BTS1" },
    };

    public static ContenuDossier Contenu(Candidat? candidat = null, Voeu? voeu = null, CodeDecision code = CodeDecision.F, FormationMapping? formation = null) =>
        DossierMapper.Map(candidat ?? Candidat, voeu ?? Voeu, code, new ReglesEtablissement(), formation ?? Formation);
}
