using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

public sealed class ApogeeOptionsValidatorTests
{
    [Theory]
    [InlineData(9, "6.40", null)]
    [InlineData(10, "6.70.00", null)]
    [InlineData(7, "6.00", null)]
    [InlineData(8, "6.10", Samples.Ns)]
    [InlineData(10, "6.20", null)]
    [InlineData(10, "7.10", null)]
    [InlineData(9, "5.40", Samples.Ns + "_30042019")]
    [InlineData(2, "4.30", Samples.Ns + "_24022011")]
    [InlineData(5, "5.00", Samples.Ns + "_28072016")]
    [InlineData(6, "5.10", Samples.Ns + "_01012017")]
    public void Good_options_have_no_errors(int version, string release, string? ns) =>
        Assert.Empty(ApogeeOptionsValidator.Validate(Samples.Options with { Version = version, Release = release, EspaceDeNoms = ns, Login = "u", MotDePasse = "p:s" }, "apogee"));

    [Fact]
    public void All_errors_are_told_at_once_with_their_place()
    {
        var options = new ApogeeOptions { Url = "apogee", Version = 1, Release = "six", EspaceDeNoms = "urn:x", Login = "u", DelaiSecondes = 0, AppelsSimultanes = 0 };
        Assert.Equal(
            ["url", "version", "release", "espaceDeNoms", "motDePasse", "delaiSecondes", "appelsSimultanes"],
            ApogeeOptionsValidator.Validate(options, "etablissements[0].apogee").Select(e => e.Champ.Replace("etablissements[0].apogee.", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_old_release_needs_its_dated_namespace() =>
        Assert.Equal("a.espaceDeNoms", Assert.Single(ApogeeOptionsValidator.Validate(Samples.Options with { Version = 9, Release = "5.40" }, "a")).Champ);

    [Fact]
    public void A_dated_namespace_needs_its_old_release() =>
        Assert.Equal("a.release", Assert.Single(ApogeeOptionsValidator.Validate(Samples.Options with { Version = 8, Release = "6.50", EspaceDeNoms = Samples.Ns + "_27022018" }, "a")).Champ);

    [Theory]
    [InlineData(9, "6.50", null, "Apogée 6.50 n'offre pas la version 9 : indiquer 10.")]
    [InlineData(10, "6.10", null, "Apogée 6.10 n'offre pas la version 10 : indiquer 8 ou 9.")]
    [InlineData(6, "6.00", null, "Apogée 6.00 n'offre pas la version 6 : indiquer 7, 8 ou 9.")]
    [InlineData(9, "5.30", Samples.Ns + "_27022018", "L'espace de noms daté du 27022018 n'offre pas la version 9 : indiquer 7 ou 8.")]
    public void A_version_that_this_Apogee_has_not_is_answered_by_those_that_it_has(int version, string release, string? ns, string message) =>
        Assert.Equal(("a.version", message), Assert.Single(ApogeeOptionsValidator.Validate(Samples.Options with { Version = version, Release = release, EspaceDeNoms = ns }, "a")));

    [Theory]
    [InlineData("https://u:p@apogee.fr/s", "a.url")]
    [InlineData("ftp://apogee.fr/s", "a.url")]
    public void A_wrong_address_is_told(string url, string champ) =>
        Assert.Equal(champ, Assert.Single(ApogeeOptionsValidator.Validate(Samples.Options with { Url = url }, "a")).Champ);

    [Fact]
    public void The_password_never_shows() =>
        Assert.DoesNotContain("secret", (Samples.Options with { Login = "u", MotDePasse = "secret" }).ToString(), StringComparison.Ordinal);

    [Fact]
    public void The_neighbours_need_nothing_of_their_own_beside_an_OpiMetier_by_its_usual_name() =>
        Assert.Empty(ApogeeOptionsValidator.Validate(Samples.Options with { LaissezPasser = new(), Etudiant = new() }, "a"));

    [Fact]
    public void The_neighbours_errors_are_told_with_their_place()
    {
        var options = Samples.Options with
        {
            LaissezPasser = new() { Version = 3, Url = "ftp://apogee.fr/", EspaceDeNoms = Samples.Ns, Login = "u" },
            Etudiant = new() { Url = "https://u:p@apogee.fr/", Login = "u:v", MotDePasse = "p" },
        };
        Assert.Equal(
            ["laissezPasser.version", "laissezPasser.url", "laissezPasser.espaceDeNoms", "laissezPasser.login", "etudiant.url", "etudiant.login"],
            ApogeeOptionsValidator.Validate(options, "a").Select(e => e.Champ[2..]));
    }

    [Fact]
    public void An_unusual_address_and_an_old_release_leave_nothing_to_derive()
    {
        var options = Samples.Options with { Url = "https://apogee.fr/opi", Version = 9, Release = "5.20", EspaceDeNoms = Samples.Ns + "_30042019", Etudiant = new() };
        Assert.Equal(["a.etudiant.url", "a.etudiant.espaceDeNoms"], ApogeeOptionsValidator.Validate(options, "a").Select(e => e.Champ));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("_05012015", true)]
    [InlineData("_5012015", false)]
    public void The_dated_namespaces_of_a_neighbour_are_known(string suffix, bool known)
    {
        var options = Samples.Options with { LaissezPasser = new() { EspaceDeNoms = "gouv.education.apogee.commun.servicesmetiers.LaissezPasserMetier" + suffix } };
        Assert.Equal(known, !ApogeeOptionsValidator.Validate(options, "a").Any());
    }

    [Fact]
    public void No_password_of_a_neighbour_shows() =>
        Assert.DoesNotContain("secret", new LaissezPasserOptions { MotDePasse = "secret" } + "" + new EtudiantOptions { MotDePasse = "secret" }, StringComparison.Ordinal);
}
