using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Storage;

/// <summary>What stands in a temporary file is gone with its process, however that ends.</summary>
public sealed class FichierEphemereTests
{
    [Fact]
    public async Task It_has_no_name_from_the_beginning_and_keeps_what_is_written()
    {
        await using var file = FichierEphemere.Creer();
        Assert.False(File.Exists(file.Name));

        await file.WriteAsync("contenu"u8.ToArray());
        file.Position = 0;

        Assert.Equal("contenu", await new StreamReader(file).ReadToEndAsync());
    }
}
