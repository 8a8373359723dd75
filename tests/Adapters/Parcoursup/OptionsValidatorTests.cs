using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

public sealed class OptionsValidatorTests
{
    [Theory]
    [InlineData("https://parcoursup.example/ApiRest/")]
    [InlineData("https://parcoursup.example/ApiRest")]
    [InlineData("http://localhost:5000/ApiRest/")]
    [InlineData("http://127.0.0.1:5000/")]
    [InlineData("http://[::1]:5000/")]
    public void Https_and_loopback_http_are_accepted(string url) =>
        Assert.Empty(ParcoursupOptionsValidator.Validate(Samples.Options(url), "p"));

    [Theory]
    [InlineData("")]
    [InlineData("ApiRest")]
    [InlineData("/ApiRest")]
    [InlineData("ftp://parcoursup.example/")]
    [InlineData("http://parcoursup.example/ApiRest/")]
    [InlineData("https://u:p@parcoursup.example/")]
    [InlineData("https://parcoursup.example/?a=b")]
    public void Other_addresses_are_refused(string url) =>
        Assert.Equal(["p.url"], ParcoursupOptionsValidator.Validate(Samples.Options(url), "p").Select(e => e.Champ));

    [Fact]
    public void All_errors_come_at_once_with_their_path()
    {
        var options = new ParcoursupOptions
        {
            DelaiSecondes = 0, AppelsSimultanes = 0, PauseMillisecondes = -1,
            CandidatTest = new CandidatTest { EtatInscription = 9, CodeEtablissementAffectation = "0730013A" },
        };

        var fields = ParcoursupOptionsValidator.Validate(options, "etablissements[0].parcoursup").Select(e => e.Champ["etablissements[0].parcoursup.".Length..]);
        Assert.Equal(
            [
                "url", "login", "motDePasse", "delaiSecondes", "appelsSimultanes", "pauseMillisecondes", "candidatTest.codeCandidat",
                "candidatTest.codeFormationPsup", "candidatTest.nom", "candidatTest.prenom", "candidatTest.dateNaissance",
                "candidatTest.etatInscription", "candidatTest.codeEtablissementAffectation",
            ],
            fields);
    }
}
