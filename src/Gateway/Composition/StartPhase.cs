namespace Parcoursup.Gateway.Composition;

/// <summary>
/// Whether the program is still starting. What the framework logs of a failed start, stack and all, is left out: the program ends
/// with a sentence that says the same.
/// </summary>
internal sealed class StartPhase
{
    private volatile bool _over;

    public void End() => _over = true;

    public bool Hides(string category, Exception? failure) =>
        !_over && failure is not null && category.StartsWith("Microsoft.", StringComparison.Ordinal);
}
