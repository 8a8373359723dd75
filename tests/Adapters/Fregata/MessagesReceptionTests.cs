using Parcoursup.Gateway.Adapters.Fregata.Protocol;

namespace Parcoursup.Gateway.Tests.Adapters.Fregata;

/// <summary>Seed 002: the guide's two messages, word by word, and their singulars.</summary>
public sealed class MessagesReceptionTests
{
    [Theory]
    [InlineData(20, 34, "INFO : Réception effectuée de 20 candidats avec succès, et de leur 34 responsables")]
    [InlineData(20, 1, "INFO : Réception effectuée de 20 candidats avec succès, et de leur 1 responsable")]
    [InlineData(2, 0, "INFO : Réception effectuée de 2 candidats avec succès, et de leur 0 responsable")]
    [InlineData(1, 2, "INFO : Réception effectuée de 1 candidat avec succès, et de ses 2 responsables")]
    [InlineData(1, 1, "INFO : Réception effectuée de 1 candidat avec succès, et de son 1 responsable")]
    [InlineData(0, 0, "INFO : Réception effectuée de 0 candidat avec succès, et de 0 responsable")]
    public void A_success_counts_candidates_and_guardians(int candidats, int responsables, string message) =>
        Assert.Equal(message, MessagesReception.Succes(candidats, responsables));

    [Fact]
    public void A_failure_tells_the_cause() =>
        Assert.Equal("ERREUR : Réception des candidats impossible : Read timed out", MessagesReception.Echec(MessagesReception.DelaiEcoule));
}
