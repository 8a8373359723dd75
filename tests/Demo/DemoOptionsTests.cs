namespace Parcoursup.Gateway.Demo.Tests;

public sealed class DemoOptionsTests
{
    [Fact]
    public void All_options_are_read()
    {
        var (options, _) = DemoOptions.Lire(["--exit", "--ready", "r.json", "--port", "9000", "--candidats", "50", "--lycee", "400", "--graine", "3", "--tuer", "2",
            "--catalogue", "500", "--catalogue-seul", "--noeuds", "3", "--postgres"]);
        Assert.Equal(new DemoOptions { Exit = true, Ready = "r.json", Port = 9000, Candidats = 50, Lycee = 400, Graine = 3, Tuer = 2,
            Catalogue = 500, CatalogueSeul = true, Noeuds = 3, Postgres = true }, options);
    }

    [Theory]
    [InlineData("--inconnue")]
    [InlineData("--ready")]
    [InlineData("--port", "80")]
    [InlineData("--port", "abc")]
    [InlineData("--candidats", "3")]
    [InlineData("--lycee", "19")]
    [InlineData("--port", "65533")]
    [InlineData("--tuer", "-1")]
    [InlineData("--noeuds", "0")]
    [InlineData("--noeuds", "6")]
    [InlineData("--catalogue", "10")]
    [InlineData("--catalogue-seul", "--serve")]
    [InlineData("--catalogue-seul", "--catalogue", "0")]
    [InlineData("--exit", "--serve")]
    public void What_cannot_be_is_explained(params string[] arguments)
    {
        var (options, erreur) = DemoOptions.Lire(arguments);
        Assert.Null(options);
        Assert.NotEmpty(erreur);
    }
}
