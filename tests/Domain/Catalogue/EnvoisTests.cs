using Parcoursup.Gateway.Domain.Catalogue.Envois;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue;

/// <summary>What the answers of Parcoursup's formation service mean, and the lines of its return flow.</summary>
public class EnvoisTests
{
    [Theory]
    [InlineData(200, "7", "Acceptee 7")]
    [InlineData(299, " 7 ", "Acceptee 7")]
    [InlineData(200, "0", "SansIdentifiant : Parcoursup répond par un succès (HTTP 200) mais ne donne pas d'identifiant (g_ta_cod) : rien ne prouve que la formation y est enregistrée.")]
    [InlineData(199, "7", "Illisible : Réponse inattendue de Parcoursup : HTTP 199.")]
    [InlineData(300, "7", "Transport : Le service renvoie vers une autre adresse (HTTP 300) : corriger l'adresse, le jeton ne part pas ailleurs.")]
    [InlineData(399, null, "Transport : Le service renvoie vers une autre adresse (HTTP 399) : corriger l'adresse, le jeton ne part pas ailleurs.")]
    [InlineData(401, null, Inconnu + "(HTTP 401)" + Verifier)]
    [InlineData(403, null, Inconnu + "(HTTP 403)" + Verifier)]
    [InlineData(404, null, Inconnu + "(HTTP 404)" + Verifier)]
    [InlineData(408, null, "Indisponible : Le service de Parcoursup ne peut pas répondre pour le moment (HTTP 408).")]
    [InlineData(429, null, "Indisponible : Le service de Parcoursup ne peut pas répondre pour le moment (HTTP 429).")]
    [InlineData(500, null, "Indisponible : Le service de Parcoursup ne peut pas répondre pour le moment (HTTP 500).")]
    [InlineData(599, null, "Indisponible : Le service de Parcoursup ne peut pas répondre pour le moment (HTTP 599).")]
    [InlineData(402, null, "Illisible : Réponse inattendue de Parcoursup : HTTP 402.")]
    [InlineData(499, null, "Illisible : Réponse inattendue de Parcoursup : HTTP 499.")]
    public void Each_status_says_what_became_of_the_posting(int status, string? id, string expected) =>
        Assert.Equal(expected, Dire(new(status, NatureCorps.Json, GTaCod: id)));

    [Theory]
    [InlineData(NatureCorps.Vide, null, "Illisible : Parcoursup refuse l'appel (HTTP 400) sans explication lisible.")]
    [InlineData(NatureCorps.Autre, "filière n'a pas pu être retrouvée", "Illisible : Parcoursup refuse l'appel (HTTP 400) sans explication lisible.")]
    [InlineData(NatureCorps.Json, null, "Inclassable : Parcoursup refuse l'appel (HTTP 400) sans dire pourquoi.")]
    [InlineData(NatureCorps.Json, "Erreur lors de la création :", "Inclassable : Parcoursup refuse l'appel (HTTP 400) sans dire pourquoi.")]
    [InlineData(NatureCorps.Json, "Il pleut", "Inclassable : Parcoursup refuse l'appel (HTTP 400) pour une raison qui n'est pas répertoriée : la signaler à la MOSS.")]
    [InlineData(NatureCorps.Json, "La filière n'a pas pu être retrouvée", "Refusee filiere")]
    public void A_400_is_a_refusal_only_where_it_explains_itself(NatureCorps body, string? message, string expected) =>
        Assert.Equal(expected, Dire(new(400, body, message)));

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public void A_page_is_no_answer_of_Parcoursup_whatever_its_status(int status) => Assert.Equal(
        $"Transport : Une page HTML est venue à la place d'une réponse de Parcoursup (HTTP {status}) : vérifier l'adresse et l'éventuel serveur mandataire.",
        Dire(new(status, NatureCorps.Html, "La filière n'a pas pu être retrouvée", "7")));

    [Fact]
    public void Its_own_words_are_kept()
    {
        Assert.Equal("panne", Assert.IsType<VerdictEnvoi.Echec>(ClassementReponse.De(new(500, NatureCorps.Json, " panne "))).Message);
        var refused = Assert.IsType<VerdictEnvoi.Refusee>(ClassementReponse.De(new(400, NatureCorps.Json, "Cette spécialité ne correspond pas à la filière")));
        Assert.Equal(
            ("Cette spécialité ne correspond pas à la filière",
                "La spécialité ne correspond pas à la filière que Parcoursup connaît sous cet identifiant. Signaler la formation à Parcoursup, qui corrigera le rattachement."),
            (refused.Message, refused.Explication));
        Assert.True(Assert.IsType<VerdictEnvoi.Acceptee>(ClassementReponse.De(new(200, NatureCorps.Json, null, "7", true))).DejaEnvoye);
    }

    [Theory]
    [InlineData("Formation déclarée fermée dans Parcoursup", "formation-fermee")]
    [InlineData("Le type de formation 123 est fermé dans la BCN", "type-ferme-bcn")]
    [InlineData("Etablissement gestionnaire non unique", "gestionnaire")]
    [InlineData("L'établissement gestionnaire inexistant", "gestionnaire")]
    [InlineData("L'établissement d'inscription n'a pas le rôle attendu", "role-etablissement")]
    [InlineData("Etablissement d'affectation sans rôle", "role-etablissement")]
    [InlineData("L'établissement d'accueil 0350001A inconnu", "etablissement")]
    [InlineData("UAI fermé", "etablissement")]
    [InlineData("L'UAI est non renseigné", "etablissement")]
    [InlineData("L'établissement ne correspond pas à un IUT", "iut")]
    [InlineData("n'est pas un IUT", "iut")]
    [InlineData("Ce code RCO existe déjà sur un autre établissement", "rco-ailleurs")]
    [InlineData("La formation n'est pas accessible depuis Parcoursup", "inaccessible")]
    [InlineData("Impossible de retrouver un utilisateur valide", "utilisateur")]
    [InlineData("Pas d'utilisateur valide", "utilisateur")]
    [InlineData("La formation n’est plus sur l’UAI", "autre-uai")]
    [InlineData("Erreur : impossible de créer. FILIÈRE N'A PAS PU ÊTRE RETROUVÉE !", "filiere")]
    [InlineData("Formation ouverte", null)]
    [InlineData("Erreur", null)]
    [InlineData(null, null)]
    public void Each_refusal_is_of_one_family(string? message, string? code) => Assert.Equal(code, FamilleRefus.De(message)?.ToString());

    [Fact]
    public void Every_family_has_a_name_of_its_own_says_why_and_what_to_do()
    {
        Assert.Equal(12, FamilleRefus.Toutes.Select(f => f.Code).Distinct().Count());
        Assert.All(FamilleRefus.Toutes, f => Assert.True(f.Cause.EndsWith('.') && f.AFaire.EndsWith('.') && f.Cause != f.AFaire, f.Code));
        Assert.Equal("formation-fermee", Assert.Single(FamilleRefus.Toutes, f => f.EstFermeture).Code);
    }

    [Theory]
    [InlineData("Erreur lors de la création : x", "X")]
    [InlineData("Erreur lors de la mise à jour : impossible de créer : x", "X")]
    [InlineData("Impossible de mettre à jour - l'été", "L ETE")]
    [InlineData("Création impossible", "")]
    [InlineData("Mise à jour impossible, x", "X")]
    [InlineData("Erreurs x", "ERREURS X")] // another word
    [InlineData("aujourdʼhui dʹici", "AUJOURD HUI D ICI")]
    [InlineData(null, "")]
    public void Messages_are_read_without_what_only_says_what_was_tried(string? message, string expected) =>
        Assert.Equal(expected, MessageService.Normaliser(message));

    [Theory]
    [InlineData("A-1_b.2", "A-1_b.2")]
    [InlineData("0070", "0070")]
    [InlineData("000", null)]
    [InlineData("NULL", null)]
    [InlineData("undefined", null)]
    [InlineData("None", null)]
    [InlineData("a b", null)]
    [InlineData("é", null)]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void What_says_nothing_is_no_id(string? text, string? id) => Assert.Equal(id, IdParcoursup.Lire(text));

    [Fact]
    public void An_id_has_fifty_characters_at_most()
    {
        Assert.NotNull(IdParcoursup.Lire(new string('1', 50)));
        Assert.Null(IdParcoursup.Lire(new string('1', 51)));
    }

    [Theory]
    [InlineData("Clé ME ajoutée manuellement dans Parcoursup", EffetRetour.CleAjoutee)]
    [InlineData("Publication annulée suite à suppression de la formation dans Parcoursup", EffetRetour.PublicationAnnulee)]
    [InlineData("formation déclarée fermée dans parcoursup.", EffetRetour.Fermeture)]
    [InlineData("Publié sur le MDR", EffetRetour.PublieMdr)]
    [InlineData("Aucune donnée à mettre à jour", EffetRetour.RienAFaire)]
    [InlineData("Autre chose", EffetRetour.Inconnu)]
    [InlineData(null, EffetRetour.Inconnu)]
    public void The_words_of_the_return_flow(string? statut, EffetRetour effet) => Assert.Equal(effet, StatutRetour.Lire(statut));

    [Theory]
    [InlineData("A", null, "A", null, true)]
    [InlineData("A", "7", "B", "7", true)]
    [InlineData(null, "7", "B", " 7 ", true)]
    [InlineData(null, "7", "B", "8", false)]
    [InlineData("a", null, "A", null, false)]
    [InlineData(null, null, "A", null, false)] // never because both have none
    [InlineData(null, null, "A", "0", false)]
    public void A_line_designates_by_key_or_by_id(string? rco, string? id, string cle, string? connu, bool designe) =>
        Assert.Equal(designe, new LigneRetour(1, id, rco, EffetRetour.RienAFaire, null).Designe(cle, connu));

    private const string Inconnu = "Authentification : Parcoursup ne reconnaît pas l'appel ";
    private const string Verifier = " : vérifier la clé privée, l'identifiant du certificat, l'adresse et l'heure de cette machine.";

    private static string Dire(ReponseService reponse) => ClassementReponse.De(reponse) switch
    {
        VerdictEnvoi.Acceptee yes => $"Acceptee {yes.GTaCod}",
        VerdictEnvoi.Refusee no => $"Refusee {no.Famille}",
        VerdictEnvoi.Echec failure => $"{failure.Nature} : {failure.Explication}",
        _ => "",
    };
}
