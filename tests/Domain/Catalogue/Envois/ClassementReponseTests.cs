using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Parcoursup.Gateway.Domain.Catalogue.Envois;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue.Envois;

/// <summary>What an answer of the formation service means.</summary>
public sealed class ClassementReponseTests
{
    /// <summary>Every refusal that the service is known to give, and its family.</summary>
    public static readonly TheoryData<string, string> Refus = new()
    {
        { "Formation déclarée fermée dans Parcoursup : g_ta_cod = 12345", "formation-fermee" },
        { "Ce type de formation est marqué \"Fermé\" dans la BCN. Vous ne pouvez donc pas créer une formation de ce type.31/08/21",
            "type-ferme-bcn" },
        { "Établissement inconnu", "etablissement" },
        { "Établissement fermé", "etablissement" },
        { "Code Établissement inconnu ou non renseigné", "etablissement" },
        { "Code Établissement non renseigné.", "etablissement" },
        { "L'établissement d'accueil 0731234X est inconnu", "etablissement" },
        { "L'UAI ne correspond pas à un IUT alors que le type de formation correspond à un BUT", "iut" },
        { "La filière n'a pas pu être retrouvée. Le MEF :  correspond à 0 fillières\r\nLe CFD : 01022001 correspond à 0 fillières\r\n"
            + "Le RNCP : 955 , correspond à 0 fillière(s)\r\n", "filiere" },
        { "La filière n'a pas pu être retrouvée. Le CFD : 46321220 correspond à n fillières\r\nLe RNCP : 34275 , ", "filiere" },
        { "Le code RCO 089379P0121#L01 existe dejà sur un autre établissement 0221835A", "rco-ailleurs" },
        { "Mise a jour refusée car la specialité ne correspond pas à la filière lié au g_ta_cod : 44", "specialite" },
        { "La formation 34513 n'est pas accessible depuis parcoursup", "inaccessible" },
        { "Impossible de retrouver un utilisateur valide pour 0731234X", "utilisateur" },
        { "Impossible de creer, etablissement gestionnaire non unique pour 0731234X", "gestionnaire" },
        { "Impossible de créer, établissement gestionnaire non unique ou inexistant pour 0731234X", "gestionnaire" },
        { "Cette formation n'est plus sur l'UAI 0731234X, mais sur l'UAI 0380123A", "autre-uai" },
        { "Il n'est pas possible de créer une formation sur un établissement d'inscription qui n'a pas de rôle d'inscription.",
            "role-etablissement" },
        { "Il n'est pas possible de créer une formation sur un établissement d'affectation qui n'a pas de rôle d'établissement d'accueil.",
            "role-etablissement" },
    };

    private static readonly string[] Debuts =
    [
        "", "Erreur lors de la creation : ", "Impossible de créer : ", "Mise à jour Impossible : ", "Mise à jour impossible : ",
        "Erreur lors de la creation : Impossible de créer : ",
    ];

    [Theory, MemberData(nameof(Refus))]
    public void Each_known_refusal_is_of_its_family_and_says_what_to_do(string message, string famille)
    {
        var refus = Assert.IsType<VerdictEnvoi.Refusee>(Classer(400, message));

        Assert.Equal(famille, refus.Famille.Code);
        Assert.Equal(famille == "formation-fermee", refus.Famille.EstFermeture);
        Assert.NotEmpty(refus.Famille.Cause);
        Assert.NotEmpty(refus.Famille.AFaire);
    }

    [Fact]
    public void No_family_is_without_an_example() =>
        Assert.Empty(FamilleRefus.Toutes.Select(f => f.Code).Except(Refus.Select(row => row.Data.Item2)));

    [Property]
    public Property Prefix_case_accents_apostrophes_and_line_ends_never_matter() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var hasard = new Random(seed);
            var rows = Refus.ToList();
            var (message, famille) = rows[hasard.Next(rows.Count)].Data;
            return Classer(400, Deguiser(message, hasard)) is VerdictEnvoi.Refusee refus && refus.Famille.Code == famille;
        });

    [Theory]
    [InlineData(200), InlineData(201), InlineData(204), InlineData(301), InlineData(302), InlineData(401), InlineData(403), InlineData(404)]
    [InlineData(405), InlineData(408), InlineData(409), InlineData(422), InlineData(429), InlineData(500), InlineData(502), InlineData(503)]
    public void Whatever_its_text_only_a_400_is_a_refusal(int statut)
    {
        foreach (var row in Refus)
            Assert.IsType<VerdictEnvoi.Echec>(Classer(statut, row.Data.Item1));
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("   \r\n"), InlineData("Erreur lors de la creation : "), InlineData("??? erreur de création")]
    [InlineData("Formation fermée"), InlineData("La connexion a été fermée"), InlineData("Établissement"), InlineData("Filière introuvable")]
    [InlineData("Ce type de formation est ouvert dans la BCN"), InlineData("Un utilisateur a fermé la session")]
    public void A_400_that_is_empty_or_of_no_family_is_a_failure(string? message) =>
        Assert.Equal(NatureEchec.Inclassable, Assert.IsType<VerdictEnvoi.Echec>(Classer(400, message)).Nature);

    [Theory]
    [InlineData(NatureCorps.Vide, NatureEchec.Illisible), InlineData(NatureCorps.Html, NatureEchec.Transport)]
    [InlineData(NatureCorps.Autre, NatureEchec.Illisible)]
    public void A_400_that_is_no_JSON_is_a_failure(NatureCorps corps, NatureEchec nature) =>
        Assert.Equal(nature, Assert.IsType<VerdictEnvoi.Echec>(
            ClassementReponse.De(new ReponseService(400, corps, "Établissement inconnu"))).Nature);

    [Theory]
    [InlineData(401), InlineData(403), InlineData(404)]
    public void A_bad_signature_is_a_matter_of_authentication(int statut)
    {
        foreach (var corps in Enum.GetValues<NatureCorps>())
            Assert.Equal(NatureEchec.Authentification,
                Assert.IsType<VerdictEnvoi.Echec>(ClassementReponse.De(new ReponseService(statut, corps, "Établissement inconnu"))).Nature);
    }

    [Fact]
    public void A_success_with_an_id_is_accepted() =>
        Assert.Equal(new VerdictEnvoi.Acceptee("34513", true),
            ClassementReponse.De(new ReponseService(200, NatureCorps.Json, null, " 34513 ", true)));

    [Theory]
    [InlineData(null), InlineData(""), InlineData(" "), InlineData("0"), InlineData("000"), InlineData("null"), InlineData("undefined")]
    [InlineData("ce n'est pas un code")]
    public void A_success_without_an_id_is_a_failure(string? id) =>
        Assert.Equal(NatureEchec.SansIdentifiant, Assert.IsType<VerdictEnvoi.Echec>(
            ClassementReponse.De(new ReponseService(200, NatureCorps.Json, null, id))).Nature);

    [Fact]
    public void A_page_behind_a_success_is_a_failure_even_with_an_id() =>
        Assert.Equal(NatureEchec.Transport, Assert.IsType<VerdictEnvoi.Echec>(
            ClassementReponse.De(new ReponseService(200, NatureCorps.Html, null, "34513"))).Nature);

    [Fact]
    public void The_words_of_Parcoursup_are_kept_without_their_line_ends()
    {
        var refus = Assert.IsType<VerdictEnvoi.Refusee>(Classer(400, "Impossible de créer : Établissement inconnu\r\n"));

        Assert.Equal("Impossible de créer : Établissement inconnu", refus.Message);
    }

    [Property]
    public Property No_status_and_no_text_at_all_make_the_classification_fail() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<string>(), (statut, texte) =>
        {
            foreach (var corps in Enum.GetValues<NatureCorps>())
            {
                var verdict = ClassementReponse.De(new ReponseService(statut, corps, texte, texte));
                if (verdict is VerdictEnvoi.Refusee && statut != 400) return false;
                if (verdict is VerdictEnvoi.Acceptee && statut is < 200 or > 299) return false;
            }

            return true;
        });

    [Fact]
    public void A_very_long_message_is_classified_in_linear_time()
    {
        var message = string.Concat(Enumerable.Repeat("type de formation fermé etablissement 0 ", 20_000));

        Assert.IsType<VerdictEnvoi.Echec>(Classer(400, message));
    }

    private static VerdictEnvoi Classer(int statut, string? message) =>
        ClassementReponse.De(new ReponseService(statut, NatureCorps.Json, message));

    private static string Deguiser(string message, Random hasard)
    {
        var texte = Debuts[hasard.Next(Debuts.Length)] + message;
        if (hasard.Next(2) == 0) texte = texte.Replace('\'', "’ʼ`´‘"[hasard.Next(5)]);
        if (hasard.Next(2) == 0) texte = texte.Normalize(System.Text.NormalizationForm.FormD);
        if (hasard.Next(2) == 0) texte = SansAccents(texte);
        texte = hasard.Next(3) switch { 0 => texte.ToUpperInvariant(), 1 => texte.ToLowerInvariant(), _ => texte };
        if (hasard.Next(2) == 0) texte = texte.Replace(" ", hasard.Next(2) == 0 ? "\u00A0" : " \r\n", StringComparison.Ordinal);
        return texte + hasard.Next(3) switch { 0 => "\r\n", 1 => "   ", _ => "" };
    }

    private static string SansAccents(string texte) => string.Concat(texte.Normalize(System.Text.NormalizationForm.FormD)
        .Where(c => System.Globalization.CharUnicodeInfo.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark));
}
