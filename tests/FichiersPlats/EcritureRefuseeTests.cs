namespace Parcoursup.Gateway.FichiersPlats.Tests;

/// <summary>What the system says of a refused write is English; an administrator reads French, with what to do.</summary>
public class EcritureRefuseeTests
{
    [Fact]
    public void A_full_disk_is_recognised_by_what_really_is_thrown()
    {
        // The device that is always full.
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        var refused = Assert.Throws<IOException>(() => full.Write("un"u8));

        Assert.StartsWith("il n'y a plus de place sur le disque", EcritureRefusee.Cause(refused), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(unchecked((int)0x80070070), "il n'y a plus de place")]
    [InlineData(122, "il n'y a plus de place")]
    [InlineData(30, "lecture seule")]
    [InlineData(5, "en erreur")]
    [InlineData(99, "code 99")]
    public void Every_refusal_is_said_in_French(int code, string said)
    {
        var cause = EcritureRefusee.Cause(new IOException("No space left on device", code));

        Assert.Contains(said, cause, StringComparison.Ordinal);
        Assert.DoesNotContain("device", cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_right_and_a_missing_folder_are_told_apart()
    {
        Assert.Contains("droit", EcritureRefusee.Cause(new UnauthorizedAccessException()), StringComparison.Ordinal);
        Assert.Contains("rétablir", EcritureRefusee.Cause(new DirectoryNotFoundException()), StringComparison.Ordinal);
    }
}
