namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>What the machine below fails in: whoever asked is put off and may ask the same again.</summary>
/// <param name="Message">What he is told.</param>
/// <param name="RetryAfterSeconds">After how many seconds.</param>
public sealed record GroundFailure(string Message, string RetryAfterSeconds)
{
    private static readonly GroundFailure NoRoom = new(DiskFull.Message, DiskFull.RetryAfterSeconds);
    private static readonly GroundFailure Away = new(DatabaseAway.Message, DatabaseAway.RetryAfterSeconds);

    public bool IsDiskFull => ReferenceEquals(this, NoRoom);

    /// <summary>Null: the failure is of another kind.</summary>
    public static GroundFailure? Of(Exception? failure) =>
        DiskFull.Is(failure) ? NoRoom : DatabaseAway.Is(failure) ? Away : null;
}
