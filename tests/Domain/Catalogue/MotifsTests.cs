using System.Text;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Domain.Catalogue.Envois;
using static Parcoursup.Gateway.Domain.Catalogue.StatutCatalogue;
using static Parcoursup.Gateway.Domain.Tests.Catalogue.Formations;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue;

/// <summary>What instructors and the MOSS read: the labels, which other systems write too, and every reason and refusal, whole.</summary>
public class MotifsTests
{
    private const string Statut5 = "« non publiable en l'état », « à publier (sous condition habilitation) », « à publier (vérifier accès direct postbac) », "
        + "« à publier (soumis à validation Recteur) », « à publier »";

    [Fact]
    public void Labels() => Assert.Equal(
        [
            "non publiable en l'état", "à publier (sous condition habilitation)", "à publier (vérifier accès direct postbac)",
            "à publier (soumis à validation Recteur)", "à publier", "prêt pour intégration", "publié", "non publié", "rejet de publication", "échec d'envoi",
            "fermé", "en attente de mise à jour",
        ],
        Statuts.Tous.Select(s => s.Libelle()));

    [Fact]
    public void Every_label_is_read_back_however_it_is_written_and_the_first_five_are_computed()
    {
        Assert.All(Statuts.Tous, s => Assert.Equal(s, Statuts.Lire($"  {s.Libelle().ToUpperInvariant().Replace("'", "’", StringComparison.Ordinal)} ")));
        Assert.Equal([NonPubliable, APublierHabilitation, APublierAccesDirect, APublierRecteur, APublier], Statuts.Tous.Where(s => s.EstRecalcule()));
        Assert.Equal(Statut5, Statuts.Calculables);
    }

    [Theory]
    [InlineData("Non intégrable", NonPubliable)]
    [InlineData("hors  périmètre", NonPubliable)]
    [InlineData("en attente de publication", PretPourIntegration)]
    [InlineData("publie", Publie)]
    [InlineData("à voir", null)]
    [InlineData(null, null)]
    public void Former_names_are_read(string? texte, StatutCatalogue? statut) => Assert.Equal(statut, Statuts.Lire(texte));

    [Theory]
    [InlineData("3 (cap…)", "3 (CAP...)")]
    [InlineData("4 (BAC...)", "4 (BAC...)")]
    [InlineData("6 (licence, BUT...)", "6 (Licence, BUT...)")]
    [InlineData("7 (Master, titre ingenieur...)", "7 (Master, titre ingénieur...)")]
    [InlineData("5", null)]
    [InlineData(null, null)]
    public void Levels(string? texte, string? niveau) => Assert.Equal(niveau, NiveauDiplome.Lire(texte));

    [Theory]
    [InlineData("1", 1)]
    [InlineData("044", 44)]
    [InlineData(" 70 ", 70)]
    [InlineData("999", 999)]
    [InlineData("1000", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("2A", null)]
    public void Numbers_of_academies(string texte, int? numero) => Assert.Equal(numero, Academies.Numero(texte));

    [Fact]
    public void Which_academies_there_are() => Assert.Equal(
        [.. Enumerable.Range(1, 25), 27, 28, 31, 32, 33, 40, 41, 42, 43, 44, 70], Enumerable.Range(0, 1000).Where(Academies.Existe));

    public static TheoryData<string, FormationCatalogue> Exclues => new()
    {
        { "certification : Le CFD « 32025515 » est périmé (cfd_outdated vaut true, false attendu).", Bonne() with { CfdPerime = true } },
        { "certification : La fiche « RNCP1 » n'est pas active (active_inactive vaut « INACTIVE », « ACTIVE » attendu).", Fiche("INACTIVE") },
        { "certification : La fiche « RNCP1 » est périmée (rncp_outdated vaut true, false attendu).", Fiche("active") with { RncpPerime = true } },
        { "date : Le CFD ferme le 31/08/2026 : il faut une date après le 31/08/2026, ou aucune.", Bonne() with { CfdFermeture = new(2026, 8, 31) } },
        { "date : La fiche RNCP expire le 01/02/2026 : il faut une date après le 31/08/2026, ou aucune.", Fiche("ACTIVE") with { RncpFin = new(2026, 2, 1) } },
        { "annee : L'année d'entrée est « 2 » : seules 1, 9 et X sont publiables.", Bonne() with { Annee = "2" } },
        { "flux : La formation n'est plus dans le flux : le dernier import appliqué ne la contient pas.", Bonne() with { Presente = false } },
        { "flux : La formation n'est pas dans le flux (published vaut false, true attendu).", Bonne() with { Published = false } },
        { "flux : La formation n'est pas publiée au catalogue réglementaire (catalogue_published vaut false et forced_published ne le remplace pas).", Bonne() with { CataloguePublished = false } },
        { "remplacement : La formation est annulée et remplacée par « B ».", Bonne() with { RemplaceePar = "B" } },
    };

    [Theory]
    [MemberData(nameof(Exclues))]
    public void Each_exclusion_shows_its_value_and_the_bound(string motif, FormationCatalogue formation)
    {
        var found = Evaluer(formation);

        Assert.Equal(motif, string.Join(" ", found.Exclusions.Select(e => $"{e.Critere} : {e.Motif}")));
        Assert.Equal(motif[(motif.IndexOf(':', StringComparison.Ordinal) + 2)..], found.Motif);
    }

    [Theory]
    [InlineData("aucune session")]
    [InlineData("01/01/2020, 02/01/2020, 03/01/2020, 04/01/2020, 05/01/2020", 6, 3, 1, 2, 5, 4)]
    public void The_sessions_that_do_not_fit_are_shown_the_first_five_of_them(string shown, params int[] days) => Assert.EndsWith(
        $" ({shown}).", Evaluer(Bonne() with { Sessions = [.. days.Select(d => new DateOnly(2020, 1, d))] }).Motif, StringComparison.Ordinal);

    [Fact]
    public void A_status_says_which_rule_gave_it()
    {
        Assert.Equal("La règle r1 correspond et donne « à publier ».", Evaluer(Bonne()).Motif);
        Assert.Equal("2 règles correspondent ; la règle b l'emporte, « à publier » étant le statut le plus élevé.",
            Evaluer(Bonne(), Regle("a", APublierRecteur), Regle("b")).Motif);
        Assert.Equal("Aucune règle ne correspond à la formation.", Evaluer(Bonne() with { Diplome = "BUT" }).Motif);
    }

    [Theory]
    [InlineData("instructeur", NonPubliable, "La formation n'est pas publiable en l'état. La règle r1 correspond et donne « à publier ».", "La formation n'est pas publiable en l'état : il n'y a rien à retirer.")]
    [InlineData("instructeur", Ferme, "Parcoursup dit la formation fermée : la rouvrir d'abord dans Parcoursup.", "La formation est déjà fermée dans Parcoursup.")]
    [InlineData("instructeur", EnAttenteMiseAJour, "La formation attend que ses données soient corrigées : les corriger d'abord.", null)]
    [InlineData("moss", APublier, PasInstructeur, PasInstructeur)]
    public void Why_a_formation_is_not_published_or_withdrawn(string role, StatutCatalogue statut, string publier, string? retirer)
    {
        var acteur = Acteur.Lire("Marie", role, "14", out _)!;
        Assert.Equal((statut, publier), Dire(ActionPublication.Publier(acteur, Bonne(), statut, Evaluer(Bonne()))));
        Assert.Equal((retirer is null ? NonPublie : statut, retirer), Dire(ActionPublication.NePasPublier(acteur, Bonne(), statut, "doublon")));
        if (role == "instructeur")
            Assert.Equal("« ne pas publier » demande sa raison (--raison).", ActionPublication.NePasPublier(acteur, Bonne(), statut, "").Refus);
    }

    [Fact]
    public void Whose_formation_it_is_and_what_its_UAI_lacks()
    {
        var acteur = Acteur.Lire("Marie", "instructeur", "14", out _)!;
        Assert.Equal("La formation est de l'académie 1 : un instructeur n'agit que sur celles de son académie.", ActionPublication.Publier(acteur, Bonne() with { Academie = 1 }, APublier, null).Refus);
        Assert.Equal("La formation est de l'académie inconnue : un instructeur n'agit que sur celles de son académie.", ActionPublication.Publier(acteur, Bonne() with { Academie = null }, APublier, null).Refus);
        Assert.Equal("L'UAI de la formation « 035 » n'est pas valide (sept chiffres et une lettre) : la corriger à la source.", ActionPublication.Publier(acteur, Bonne() with { Uai = "035" }, APublier, null).Refus);
    }

    [Theory]
    [InlineData(null, "moss", "", "Indiquer qui agit (--auteur).")]
    [InlineData("M", "recteur", "", "Le rôle « recteur » n'existe pas : moss, instructeur ou lecture.")]
    [InlineData("M", "moss", "14,26", "« 26 » n'est pas une académie : écrire des numéros séparés par des virgules, ou -1 pour toutes.")]
    public void Why_somebody_cannot_act(string? nom, string role, string academies, string refus)
    {
        Acteur.Lire(nom, role, academies, out var told);
        Assert.Equal(refus, told);
    }

    [Theory]
    [InlineData("lecture", null, APublier, "Le rôle lecture ne modifie rien.")]
    [InlineData("moss", null, Publie, "« publié » n'est pas un statut de règle : " + Statut5 + ".")]
    [InlineData("instructeur", null, APublier, "Seule la MOSS change le statut national d'une règle.")]
    [InlineData("moss", null, null, "Le statut national d'une règle ne peut pas être retiré : en indiquer un autre.")]
    [InlineData("moss", 26, APublier, "L'académie 26 n'existe pas.")]
    [InlineData("instructeur", 1, APublier, "Un instructeur ne décide que pour son académie, pas pour la 1.")]
    [InlineData("instructeur", 14, APublier, "La règle r1 est « à publier » : une académie ne décide autrement que sur une règle « à publier (soumis à validation Recteur) ».")]
    public void Why_a_rule_is_not_changed(string role, int? academie, StatutCatalogue? statut, string refus) =>
        Assert.Equal(refus, DroitRegle.Refus(Acteur.Lire("M", role, "14", out _)!, Regle(), academie, statut));

    [Fact]
    public void Why_the_MOSS_does_not_change_a_rule_either()
    {
        var moss = Acteur.Lire("M", "moss", "-1", out _)!;
        var decided = Regle(statut: APublierRecteur) with { StatutsAcademies = new Dictionary<int, StatutCatalogue> { [14] = APublier, [1] = APublier } };
        Assert.Equal("La règle r1 est supprimée.", DroitRegle.Refus(moss, Regle() with { Supprimee = true }, null, APublier));
        Assert.Equal("La règle r1 est celle d'une autre plateforme : elle est sans effet ici.", DroitRegle.Refus(moss, Regle() with { AutrePlateforme = true }, null, APublier));
        Assert.Equal("Des académies ont leur propre statut sur la règle r1 : les retirer d'abord (1, 14).", DroitRegle.Refus(moss, decided, null, APublier));
        Assert.Null(DroitRegle.Refus(moss, decided, null, APublierRecteur));
        Assert.Null(DroitRegle.Refus(moss, Regle(), null, APublierHabilitation));
    }

    [Fact]
    public void What_a_night_and_the_return_flow_warn_of()
    {
        Assert.Equal("La formation était « publié » sans identifiant Parcoursup : elle revient parmi les formations à publier.", PassageNuit.Passer(Publie, " ", Evaluer(Bonne()), false).Alerte);
        Assert.Equal("« prêt pour intégration » par un instructeur, la formation sortirait du périmètre ; elle y reste. Aucune règle ne correspond à la formation.",
            PassageNuit.Passer(PretPourIntegration, "7", Evaluer(Bonne() with { Diplome = "BUT" }), false).Alerte);
        Assert.Equal("La clé a été ajoutée dans Parcoursup, mais sans identifiant : rien n'a changé.", Retour(APublier, EffetRetour.CleAjoutee, null));
        Assert.Equal("La clé a été ajoutée dans Parcoursup, mais un instructeur ne publie pas la formation : elle reste « non publié ».", Retour(NonPublie, EffetRetour.CleAjoutee, "7"));
        Assert.Equal("Statut inconnu du flux retour « x » : rien n'a changé.", Retour(APublier, EffetRetour.Inconnu, "7"));
    }

    [Theory]
    [InlineData(0, 0, "", "L'import est vide : aucune formation n'a pu être lue.", false)]
    [InlineData(10, 94, "cfd,uai,cle_me_remplace", "Formations publiées : 94, au lieu de 100 au dernier import appliqué, une baisse de plus de 5 %.", true)]
    [InlineData(10, 100, "cfd", "Colonnes devenues vides : uai.", true)]
    [InlineData(10, 0, "", "Formations publiées : 0, au lieu de 100 au dernier import appliqué, une baisse de plus de 5 %. Colonnes devenues vides : cfd, uai.", true)]
    [InlineData(10, 95, "cfd,uai", null, false)]
    public void Why_an_import_is_held(int lignes, int publiees, string remplies, string? motif, bool confirmable)
    {
        var held = GardeImport.Juger(Mesure(10, 100, "uai,cfd,cle_me_remplace"), Mesure(lignes, publiees, remplies));
        Assert.Equal((motif, confirmable), (held?.Motif, held?.Confirmable ?? false));
    }

    [Theory]
    [InlineData("{}", "", "Le document doit être un tableau JSON de règles : [ {…}, {…} ].")]
    [InlineData("[\n {]", "", "Ce n'est pas du JSON (ligne 2, colonne 3).")]
    [InlineData("[1]", "[0]", "Une règle est un objet JSON { … }.")]
    [InlineData("[{}]", "[0].id", "Indiquer l'identifiant de la règle.")]
    [InlineData("[{\"id\":\"a\"},{\"id\":\"a\"}]", "id", "L'identifiant « a » est donné deux fois.")]
    [InlineData("[{\"id\":1}]", "diplome", "Indiquer le diplôme, avec son libellé exact.")]
    [InlineData("[{\"id\":1,\"niveau\":\"5\"}]", "niveau", "Le niveau « 5 » n'existe pas : « 3 (CAP...) », « 4 (BAC...) », « 5 (BTS, DEUST...) », « 6 (Licence, BUT...) », « 7 (Master, titre ingénieur...) ».")]
    [InlineData("[{\"id\":1,\"condition_integration\":\"oui\"}]", "condition_integration", "« oui » : écrire « peut intégrer » ou « ne doit pas intégrer ».")]
    [InlineData("[{\"id\":1,\"statut\":\"publié\"}]", "statut", "« publié » n'est pas un statut de règle : " + Statut5 + ".")]
    [InlineData("[{\"id\":1,\"num_academie\":26}]", "num_academie", "L'académie « 26 » n'existe pas : écrire son numéro, par exemple 14.")]
    [InlineData("[{\"id\":1,\"supprimee\":\"peut-être\"}]", "supprimee", "Écrire true ou false.")]
    [InlineData("[{\"id\":1,\"statut_academies\":[]}]", "statut_academies", "Écrire un objet : { \"14\": \"à publier\" }.")]
    [InlineData("[{\"id\":1,\"statut_academies\":{\"14\":\"à publier\",\"014\":\"à publier\"}}]", "statut_academies.014", "L'académie 14 est donnée deux fois.")]
    [InlineData("[{\"id\":1,\"statut\":\"à publier\",\"statut_academies\":{\"14\":\"à publier\"}}]", "statut_academies", "Une académie ne décide autrement que sur une règle « à publier (soumis à validation Recteur) » ; celle-ci est « à publier ».")]
    [InlineData("[{\"id\":1,\"regle_complementaire\":[]}]", "regle_complementaire", "Un groupe est { combinateur, criteres }.")]
    [InlineData("[{\"id\":1,\"regle_complementaire\":{\"combinateur\":\"XOR\"}}]", "regle_complementaire.combinateur", "« XOR » n'est pas un combinateur : ET ou OU.")]
    [InlineData("[{\"id\":1,\"regle_complementaire\":{\"combinateur\":\"ET\"}}]", "regle_complementaire.criteres", "Indiquer la liste des critères.")]
    [InlineData("[{\"id\":1,\"regle_complementaire\":{\"champ\":\"x\"}}]", "regle_complementaire.champ", "« x » n'est pas un champ permis : intitule_long, libelle_court, niveau_formation_diplome, bcn_mefs_10.mef10, rncp_code, rncp_details.nsf_code, cfd.")]
    [InlineData("[{\"id\":1,\"regle_complementaire\":{\"champ\":\"cfd\",\"operateur\":\"x\"}}]", "regle_complementaire.operateur", "« x » n'est pas un opérateur : égal à, différent de, contient, ne contient pas, commence par, termine par, regexp.")]
    [InlineData("[{\"id\":1,\"regle_complementaire\":{\"champ\":\"cfd\",\"operateur\":\"contient\"}}]", "regle_complementaire.valeur", "Indiquer la valeur à comparer.")]
    [InlineData("[{\"id\":1,\"regle_complementaire\":{\"champ\":\"cfd\",\"operateur\":\"regexp\",\"valeur\":\"(\"}}]", "regle_complementaire.valeur", "« ( » n'est pas une expression régulière : vérifier parenthèses, crochets et répétitions.")]
    public void What_is_refused_of_a_document_of_rules(string json, string champ, string motif) =>
        Assert.Contains((champ, motif), LecteurRegles.Lire(Encoding.UTF8.GetBytes(json)).Refus.Select(r => (r.Champ, r.Motif)));

    private const string PasInstructeur = "Seul un instructeur publie ou retire une formation : la MOSS écrit les règles, la lecture consulte.";

    private static FormationCatalogue Fiche(string etat) => Bonne() with { InscritRncp = "1 - Autre", RncpCode = "RNCP1", RncpActif = etat };

    private static (StatutCatalogue, string?) Dire(IssueAction issue) => (issue.Statut, issue.Refus);

    private static string? Retour(StatutCatalogue statut, EffetRetour effet, string? id) =>
        SuiteRetour.Appliquer(new EtatPublication(statut, null), new LigneRetour(1, id, "A", effet, "x"), new DateOnly(2026, 2, 12)).Avertissement;

    private static MesureImport Mesure(int lignes, int publiees, string remplies) =>
        new(lignes, publiees, remplies.Split(',', StringSplitOptions.RemoveEmptyEntries).ToDictionary(c => c, _ => 3));
}
