using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Faces;

public sealed class NomFichierTests
{
    [Theory]
    [InlineData("retour.csv", "retour.csv")]
    [InlineData(@"C:\Users\scol\retour du 10 juillet.csv", "retour du 10 juillet.csv")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("retour\r\n.csv", "retour.csv")]
    [InlineData("scelle:AFBHUwI=", "_scelle:AFBHUwI=")]
    [InlineData(" ine:scelle:AFBHUwI=", "_ine:scelle:AFBHUwI=")]
    [InlineData(null, "")]
    public void What_is_kept_of_a_name_is_a_name(string? given, string kept) => Assert.Equal(kept, NomFichier.De(given));

    [Fact]
    public void It_has_an_end() => Assert.Equal(200, NomFichier.De(new string('a', 5000)).Length);
}
