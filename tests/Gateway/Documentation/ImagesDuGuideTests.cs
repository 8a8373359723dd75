using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Documentation;

public sealed class ImagesDuGuideTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    [Fact]
    public void Each_is_one_that_the_browser_tests_take_and_none_is_left_over()
    {
        Assert.NotEmpty(ImagesDuGuide.Nommees);
        Assert.Equal(
            ImagesDuGuide.Nommees.Order(StringComparer.Ordinal),
            Directory.GetFiles(ImagesDuGuide.Dossier, "*.png").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        var tests = string.Concat(Directory.GetFiles(Depot.PathOf("tests/Gateway/Pages/Navigateur"), "*.cs").Select(File.ReadAllText));
        Assert.All(ImagesDuGuide.Nommees, nom => Assert.Contains($"\"{nom}\"", tests, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_gateway_shows_them_in_its_guides()
    {
        var page = await shared.Gateway.Http.GetStringAsync("/docs/guide/pages.md");
        foreach (var nom in ImagesDuGuide.Nommees)
        {
            Assert.Contains($"src=\"images/{nom}.png\"", page, StringComparison.Ordinal);
            using var image = await shared.Gateway.Http.GetAsync($"/docs/guide/images/{nom}.png");
            Assert.Equal("image/png", image.Content.Headers.ContentType?.MediaType);
            Assert.Equal(await File.ReadAllBytesAsync(ImagesDuGuide.CheminDe(nom)), await image.Content.ReadAsByteArrayAsync());
        }
    }
}
