using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Formations;

namespace Parcoursup.Gateway.Tests.Adapters.Fregata;

public sealed class FregataOptionsValidatorTests
{
    private static readonly CompteFregata Compte = new() { Login = "fregata", MotDePasse = "x", Roles = [RoleFregata.GestionInscriptions] };

    [Fact]
    public void The_defaults_are_accepted() => Assert.Empty(FregataOptionsValidator.Validate(new FregataOptions { Comptes = [Compte] }, "f"));

    [Fact]
    public void All_errors_come_at_once_with_their_place()
    {
        var wrong = new FregataOptions
        {
            FraicheurMinutes = -1, DelaiReceptionSecondes = 0, DelaiRemonteeSecondes = 1000, ChampsProteges = [GroupeChamps.Mail, GroupeChamps.Mail],
            Comptes = [Compte, Compte, new CompteFregata { Login = "a:b" }],
        };
        Assert.Equal(
            ["f.fraicheurMinutes", "f.delaiReceptionSecondes", "f.delaiRemonteeSecondes", "f.champsProteges", "f.comptes[1].login", "f.comptes[2].login", "f.comptes[2].motDePasse", "f.comptes[2].roles"],
            FregataOptionsValidator.Validate(wrong, "f").Select(e => e.Champ));
    }

    [Theory]
    [InlineData("32721401421", true)]
    [InlineData("2472140142", true)]
    [InlineData("327 214", false)]
    [InlineData("", false)]
    public void A_MEF_has_8_to_11_characters(string mef, bool valid) =>
        Assert.Equal(valid, !FregataOptionsValidator.Validate(new CibleFregata { Mef = mef }, "f").Any());

    [Fact]
    public void A_blank_regime_is_refused() =>
        Assert.Equal("f.regime", Assert.Single(FregataOptionsValidator.Validate(new CibleFregata { Regime = " " }, "f")).Champ);

    [Fact]
    public void A_password_reaches_no_log() => Assert.DoesNotContain("s3cret", new FregataOptions { Comptes = [Compte with { MotDePasse = "s3cret" }] }.Comptes[0].ToString(), StringComparison.Ordinal);
}
