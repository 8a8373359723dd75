using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Tests.State.Candidats;

/// <summary>What a candidate's chronology says of a message: answers with their values, persons' fields by their names alone.</summary>
public sealed class ReceivedChangeTests
{
    private static readonly Voeu Licence = new()
    {
        Key = new VoeuKey(2026, 12345, 8842, Internat: false), CodeSituation = 1, DateReponse = new DateTime(2026, 6, 5, 9, 7, 0),
        LibelleFormation = "Licence Droit",
    };

    [Fact]
    public void The_first_word_names_the_formation_and_the_answer() => Assert.Equal(
        "Candidature reçue : formation 8842 (Licence Droit), acceptée définitivement (réponse du 05/06/2026 09:07).",
        ReceivedChange.First(Licence));

    [Theory]
    [InlineData(0, "proposition sans réponse")]
    [InlineData(1, "acceptée définitivement")]
    [InlineData(2, "acceptée, d'autres vœux en attente")]
    [InlineData(3, "refusée ou démission")]
    [InlineData(9, "situation 9")]
    public void Every_situation_has_its_words(int code, string words) => Assert.Equal(
        $"Candidature reçue : formation 8842 avec internat, {words}, aménagement 3.", ReceivedChange.First(new()
        {
            Key = Licence.Key with { Internat = true }, CodeSituation = code, CodeAmenagement = 3,
        }));

    [Fact]
    public void A_change_tells_the_answer_the_curriculum_and_the_names_of_other_fields() => Assert.Equal(
        "Candidature formation 8842 (Licence Droit) : la candidature est de nouveau dans Parcoursup ; "
        + "réponse : acceptée définitivement → refusée ou démission (réponse du 05/06/2026 09:07) ; aménagement : 0 → 2 ; "
        + "champs modifiés : cesure, codeSise.",
        ReceivedChange.Of(
            """{"codeSituation":1,"codeAmenagement":0,"codeSise":"1","libelle":"x"}""",
            """{"codeSituation":3,"codeAmenagement":2,"codeSise":"2","libelle":"x","cesure":true}""",
            Licence, Licence with { CodeSituation = 3, CodeAmenagement = 2 }, "Parcoursup"));

    [Fact]
    public void A_change_of_one_field_tells_nothing_else() => Assert.Equal(
        "Candidature formation 8842 (Licence Droit) : champs modifiés : codeSise.",
        ReceivedChange.Of("""{"codeSise":"1"}""", "{}", Licence, Licence, null));

    [Fact]
    public void A_wish_that_is_back_with_an_older_answer_keeps_the_known_one() => Assert.Equal(
        "Candidature formation 8842 (Licence Droit) : de nouveau dans Parcoursup ; la réponse connue, plus récente, est gardée : "
        + "acceptée définitivement (réponse du 05/06/2026 09:07).", ReceivedChange.Back(Licence, "Parcoursup"));

    [Fact]
    public void Of_a_person_only_the_names_of_the_fields_are_told_in_order() => Assert.Equal(
        "Données du candidat modifiées : mail, nom.",
        ReceivedChange.OfIdentity("""{"nom":"ANCIEN","prenom":"Léa","mail":"a@b.fr"}""", """{"nom":"NOUVEAU","prenom":"Léa","mail":null}"""));

    [Fact]
    public void A_date_to_come_is_a_warning_with_both_dates() => Assert.Equal(
        "La date de réponse 05/06/2062 09:07 est encore à venir : celle de la réception (10/07/2026 12:00) compte à sa place. "
        + "Vérifier la date dans le dossier du candidat.",
        ReceivedChange.ToCome(new DateTime(2062, 6, 5, 9, 7, 0), new DateTime(2026, 7, 10, 12, 0, 0)));
}
