namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

internal static class ArretExtensions
{
    /// <summary>A run that was faster than its kill is as good.</summary>
    public static async Task OrCompleted(this Task<OperationCanceledException> annulee, Task course)
    {
        try
        {
            await annulee;
        }
        catch (Xunit.Sdk.ThrowsAnyException) when (course.IsCompletedSuccessfully)
        {
        }
    }
}
